// Building the page's elements. Whatever comes from people goes in as text nodes, never as
// markup: nothing on this page is ever parsed as HTML, so nothing can be injected.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element: h("div.bubble.own", {"data-testid": "x", onclick: f}, "text", node).
 * Properties that begin with "on" are listeners; false, null and undefined are left out.
 */
export function h(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  return furnish(element, properties, children);
}

/** The same for a drawing: s("path", {d: "…"}). */
export function s(tag, properties = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), properties, children);
}

function furnish(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A number that is always the same for the same words: seeds colours and drawings. */
export function seedOf(words) {
  let hash = 2166136261;
  for (const character of String(words)) {
    hash ^= character.codePointAt(0);
    hash = Math.imul(hash, 16777619);
  }
  return hash >>> 0;
}

/** Even numbers in [0, 1) that follow from the seed (mulberry32): drawings do not change by themselves. */
export function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
