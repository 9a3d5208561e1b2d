// Loaded into the main process by `npm run dev` alone: shows the newest window bundle when told to.
process.on('message', (message) => {
  if (message !== 'reload') return
  for (const window of require('electron').BrowserWindow.getAllWindows()) window.webContents.reload()
})
process.channel?.unref()
