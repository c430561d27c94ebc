// The live line from the sandbox: server-sent events, replayed from the last one seen.

const KINDS = ["message", "edit", "delete", "chat", "person", "keyboard", "toast", "typing", "reset"];
const LONGEST_PAUSE = 8000;

/**
 * Keep the line open for ever. `begin()` is called before each connection and gives the id after
 * which to listen: it reads the state, so a sandbox that was restarted (and counts from one
 * again) is noticed there. `take(kind, data)` gets every event once. `tell(connected)` hears
 * whether the line is up.
 */
export function listen({ begin, take, tell }) {
  let pause = 500;

  async function connect() {
    let after;
    try {
      after = await begin();
    } catch {
      return again();
    }
    const source = new EventSource(`/control/events?after=${after}`);
    source.onopen = () => {
      pause = 500;
      tell(true);
    };
    // The browser's own retry would keep the old `after`, and gives up on some answers: we redial.
    source.onerror = () => {
      source.close();
      again();
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        take(kind, JSON.parse(event.data));
        if (kind !== "reset") return;
        // The world is another one: hang up and read it from the beginning.
        source.close();
        connect();
      });
    }
  }

  function again() {
    tell(false);
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  connect();
}
