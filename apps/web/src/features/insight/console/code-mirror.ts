import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { SQLDialect, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'

export interface Completions {
  /** Columns by table. */
  tables: Readonly<Record<string, readonly { label: string; detail: string }[]>>
  functions: readonly string[]
}

export interface Editor {
  text(): string
  /** What is marked, or all of it. */
  chosen(): string
  write(text: string): void
  insert(text: string): void
  /** Line and column from 1. */
  goTo(line: number, column: number): void
  complete(with_: Completions): void
  focus(): void
  destroy(): void
}

interface EditorOptions {
  parent: HTMLElement
  text: string
  label: string
  hint: string
  onChange: (text: string) => void
  onRun: () => void
}

/** The words of reading alone: others are refused anyway, and would stand in the way of the names. */
const reading = SQLDialect.define({
  keywords: `all and any as asc asof between by case cast columns cross describe desc distinct else end except exclude exists explain filter first following
    for from full group having ilike in inner intersect interval is join last lateral left like limit natural not null nulls offset on or order outer over
    partition pivot positional preceding qualify range recursive replace right row rows sample select semi anti similar summarize table tables then to try_cast
    unbounded union unpivot using values when where window with within`,
  types: 'bigint boolean date decimal double float hugeint integer real smallint time timestamp tinyint uuid varchar',
  builtin: '',
  doubleDollarQuotedStrings: true,
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--q-accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--q-success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--q-tier-c)' },
  { tag: tags.comment, color: 'var(--q-text-3)', fontStyle: 'italic' },
  { tag: tags.typeName, color: 'var(--q-tier-b)' },
])

const look = EditorView.theme({
  '&': { color: 'var(--q-text)', backgroundColor: 'var(--q-surface)', fontSize: '14px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--q-text)', padding: '10px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--q-text)' },
  '.cm-gutters': { backgroundColor: 'var(--q-surface)', color: 'var(--q-text-3)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--q-accent) 6%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--q-accent) 28%, transparent)',
  },
  '.cm-placeholder': { color: 'var(--q-text-3)' },
  '.cm-tooltip': { backgroundColor: 'var(--q-raised)', color: 'var(--q-text)', border: '1px solid var(--q-line)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--q-accent)',
    color: 'var(--q-surface)',
  },
  '.cm-completionDetail': { color: 'var(--q-text-3)', fontStyle: 'normal' },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
})

/** The editor itself: its library is read when the page is. Tab leaves it, as it leaves every field. */
export function openEditor({ parent, text, label, hint, onChange, onRun }: EditorOptions): Editor {
  const language = new Compartment()
  const run = () => {
    onRun()
    return true
  }
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        language.of(sql({ dialect: reading })),
        syntaxHighlighting(colours),
        look,
        placeholder(hint),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    text: () => view.state.doc.toString(),
    chosen: () => {
      const { from, to } = view.state.selection.main
      return from === to ? view.state.doc.toString() : view.state.sliceDoc(from, to)
    },
    write: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    insert: (some) => {
      view.dispatch(view.state.replaceSelection(some))
      view.focus()
    },
    goTo: (line, column) => {
      const { doc } = view.state
      const found = doc.line(Math.max(1, Math.min(line, doc.lines)))
      const before = [...found.text].slice(0, Math.max(0, column - 1)).join('').length
      view.dispatch({ selection: { anchor: found.from + before }, scrollIntoView: true })
      view.focus()
    },
    complete: ({ tables, functions }) =>
      view.dispatch({
        effects: language.reconfigure([
          sql({ dialect: reading, schema: tables as Record<string, { label: string; detail: string }[]> }),
          reading.language.data.of({
            autocomplete: (context: { matchBefore(word: RegExp): { from: number; text: string } | null }) => {
              const word = context.matchBefore(/[\w.]{2,}/)
              // After a dot stands a column.
              return (
                word &&
                !word.text.includes('.') && {
                  from: word.from,
                  options: functions.map((name) => ({ label: name, type: 'function' })),
                }
              )
            },
          }),
        ]),
      }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
