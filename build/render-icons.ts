import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from './find-browser.ts'

/** Draws `icon.svg` at the sizes the installers want; run it after changing the mark: `node build/render-icons.ts`. */
async function renderIcons(): Promise<void> {
  const found = findBrowser({ install: true })
  if ('problem' in found) throw new Error(found.problem)
  const browser = await chromium.launch({ executablePath: found.path, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const page = await browser.newPage()
  const svg = readFileSync(path.join(import.meta.dirname, 'icon.svg')).toString('base64')
  const draw = async (size: number): Promise<Buffer> => {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>body{margin:0}img{display:block;width:100vw;height:100vh}</style><img src="data:image/svg+xml;base64,${svg}">`)
    return page.screenshot({ omitBackground: true })
  }
  const images = new Map<number, Buffer>()
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) images.set(size, await draw(size))
  await browser.close()
  const png = (size: number): Buffer => images.get(size) ?? Buffer.alloc(0)
  keep('icon.png', png(1024))
  keep('icon-512.png', png(512))
  keep('icon.ico', ico([16, 24, 32, 48, 64, 128, 256].map((size) => [size, png(size)])))
  keep('icon.icns', icns([['ic07', png(128)], ['ic08', png(256)], ['ic09', png(512)], ['ic10', png(1024)], ['ic11', png(32)], ['ic12', png(64)]]))
}

function keep(name: string, bytes: Buffer): void {
  writeFileSync(path.join(import.meta.dirname, name), bytes)
}

// Both containers take PNG images as they are: a table of contents, then the images.
function ico(images: readonly (readonly [size: number, bytes: Buffer])[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(([size, bytes], at) => {
    const entry = 6 + 16 * at
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(bytes.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += bytes.length
  })
  return Buffer.concat([head, ...images.map(([, bytes]) => bytes)])
}

function icns(images: readonly (readonly [kind: string, bytes: Buffer])[]): Buffer {
  const blocks = images.map(([kind, bytes]) => {
    const head = Buffer.alloc(8)
    head.write(kind, 'latin1')
    head.writeUInt32BE(bytes.length + 8, 4)
    return Buffer.concat([head, bytes])
  })
  const body = Buffer.concat(blocks)
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}

await renderIcons()
