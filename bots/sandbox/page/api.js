// What the page asks of the sandbox's control API: one function an act, Russian words in errors.

/** The sandbox refused, or could not be reached. `message` can be shown to a person. */
export class Refusal extends Error {}

async function ask(path, body) {
  const options =
    body === undefined
      ? {}
      : {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
        };
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal("Песочница не отвечает. Она запущена?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.error || `Песочница ответила ошибкой ${response.status}.`);
  return answer;
}

export const state = () => ask("/control/state");

export async function messages(door, chat) {
  const query = new URLSearchParams({ door, chat });
  return (await ask(`/control/messages?${query}`)).messages;
}

/** The acts of a person; each takes what the control API calls them by. */
export const act = {
  person: (fields) => ask("/control/person", fields),
  chat: (fields) => ask("/control/chat", fields),
  member: (fields) => ask("/control/member", fields),
  say: (fields) => ask("/control/say", fields),
  press: (fields) => ask("/control/press", fields),
  photo: (fields) => ask("/control/photo", fields),
  document: (fields) => ask("/control/document", fields),
  place: (fields) => ask("/control/place", fields),
  contact: (fields) => ask("/control/contact", fields),
  strange: (fields) => ask("/control/strange", fields),
  edit: (fields) => ask("/control/edit", fields),
  delete: (fields) => ask("/control/delete", fields),
  block: (fields) => ask("/control/block", fields),
  dialog: (fields) => ask("/control/dialog", fields),
};

/** The town's clock: `tell` what it shows, `move` it by {forward}, {next} or {back}. */
export const clock = {
  tell: () => ask("/control/clock"),
  move: (how) => ask("/control/clock", how),
};

/** The training shift: `tell` whose it can be, `begin` one of {agency, count, minutes, seed}. */
export const practice = {
  tell: () => ask("/control/practice"),
  begin: (how) => ask("/control/practice", how),
};

/** A chosen file as base64 without the data: prefix, the form the control API takes. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(new Refusal(`Файл «${file.name}» не читается.`));
    reader.readAsDataURL(file);
  });
}
