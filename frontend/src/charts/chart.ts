export function draw(_place: HTMLElement): void {}
