// What the keyboard does to a picture that has the focus.

interface Camera { x: number; y: number; ratio: number; setState(state: { x: number; y: number }): unknown }

interface Ways { zoom(factor: number): void; fit(): void; escape(): void }

const STEP = 0.12, FACTOR = 1.4; // of what is seen, by an arrow key; of a step in or out

export function bindKeys(container: HTMLElement, camera: Camera, { zoom, fit, escape }: Ways): void {
  const pan = (dx: number, dy: number) => camera.setState({ x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio });
  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(-STEP, 0), ArrowRight: () => pan(STEP, 0), ArrowUp: () => pan(0, STEP), ArrowDown: () => pan(0, -STEP),
    "+": () => zoom(FACTOR), "=": () => zoom(FACTOR), "-": () => zoom(1 / FACTOR), "0": fit, Escape: escape,
  };
  container.addEventListener("keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
