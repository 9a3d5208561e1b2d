/** JSON text with line breaks and indents, every other character as it was: numbers keep their text, as in `12.30`. */
export function prettyJson(text: string): string {
  let depth = 0
  let inText = false
  let pretty = ''
  const line = () => `\n${'  '.repeat(depth)}`
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place)
    if (inText) {
      pretty += character
      if (character === '\\') pretty += text.charAt((place += 1))
      else if (character === '"') inText = false
      continue
    }
    if (character === '"') inText = true
    const closes = character === '}' || character === ']'
    if (closes) depth -= 1
    if (closes) pretty += line()
    pretty += character
    if (character === '{' || character === '[') {
      depth += 1
      pretty += line()
    } else if (character === ',') pretty += line()
    else if (character === ':') pretty += ' '
  }
  return pretty
}
