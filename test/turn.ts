// The page's own timer: some tests hold its clock.
const setTimer = globalThis.setTimeout.bind(globalThis);

/** Lets the page do what is next: one turn of its event loop, also where its clock is held. */
export const turn = () => new Promise<void>((resolve) => void setTimer(resolve));
