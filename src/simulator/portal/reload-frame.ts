/** Loads the page in the iframe of this name again. Throws when this page has no such iframe. */
export function reloadFrame(name: string) {
  const frame = document.querySelector<HTMLIFrameElement>(`iframe[name="${CSS.escape(name)}"]`);
  if (!frame) throw new Error(`This page has no iframe named ${name}.`);
  if (frame.hasAttribute('srcdoc')) return frame.setAttribute('srcdoc', frame.srcdoc);
  try {
    frame.contentWindow?.location.reload();
  } catch {
    frame.setAttribute('src', frame.src); // another origin's page reloads only so, and not when its address has a `#`
  }
}
