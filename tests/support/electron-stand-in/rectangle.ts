/** A window's place on the screen, in CSS pixels. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}
