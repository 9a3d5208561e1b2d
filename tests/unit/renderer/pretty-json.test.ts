import { expect, test } from 'vitest'
import { prettyJson } from '../../../src/renderer/text/pretty-json.ts'

test('JSON is laid out to be read, and no character of it changes', () => {
  const text = '{"Amount":12.30,"Note":"a \\"b\\", {c}","Line":[{"Id":"1"},{"Id":"2"}]}'
  expect(prettyJson(text)).toBe(
    ['{', '  "Amount": 12.30,', '  "Note": "a \\"b\\", {c}",', '  "Line": [', '    {', '      "Id": "1"', '    },', '    {', '      "Id": "2"', '    }', '  ]', '}'].join('\n'),
  )
  expect(prettyJson('{"a":{},"b":[]}').replaceAll(/\s/g, '')).toBe('{"a":{},"b":[]}')
})
