/** Scheme of the address the window is loaded from; served by the main process alone. */
export const appScheme = 'app'

export const appOrigin = 'app://partsemble'

export const appIndex = `${appOrigin}/index.html`
