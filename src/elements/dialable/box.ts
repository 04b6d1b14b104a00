const gap = 4;

/** Shows a box in the top layer, above or below what it belongs to, within the window. Moves it when it is shown. */
export function showBox(box: HTMLElement, anchor: Element, side: 'above' | 'below'): void {
  if (!box.isConnected) return;
  if (!box.matches(':popover-open')) box.showPopover();
  // A number that is broken over two lines has two boxes: the first one is where it begins.
  const { left, top, bottom } = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = box;
  const above = top - gap - offsetHeight;
  const below = bottom + gap;
  const isAbove = side === 'above' ? above >= 0 : below + offsetHeight > innerHeight && above >= 0;
  const within = (at: number, most: number) => `${Math.round(Math.max(gap, Math.min(at, most - gap)))}px`;
  box.style.setProperty('left', within(left, innerWidth - offsetWidth));
  box.style.setProperty('top', within(isAbove ? above : below, innerHeight - offsetHeight));
}

export function hideBox(box: HTMLElement): void {
  if (box.matches(':popover-open')) box.hidePopover();
}
