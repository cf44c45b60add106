import { CaretRightOutlined, StopOutlined } from '@ant-design/icons'
import { consoleLimits, consoleName, readConsole } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton, Tabs } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { Empty, PageHeader, useHotkeys } from '../../../ui/index.ts'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import { SavedAnalyses } from '../frame/saved-analyses.tsx'
import type { Editor } from './code-mirror.ts'
import { keepDraft, keptDraft } from './draft.ts'
import { ExportRows } from './export-rows.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { ResultLine } from './result-line.tsx'
import { ResultTable } from './result-table.tsx'
import { RunProblem } from './run-problem.tsx'
import { Running } from './running.tsx'
import { SchemaPanel } from './schema-panel.tsx'
import { SqlEditor } from './sql-editor.tsx'
import { useRun } from './use-run.ts'
import { useWords } from './use-words.ts'
import '../frame/frame.css'
import './console.css'

/** The statement itself stays out of the address: it may be longer than addresses are, and may name customers. */
const Place = z.object({ view: z.uuid().optional() })

export function ConsolePage() {
  const { t } = useTranslation('sql-console')
  const words = useWords()
  const [address, setAddress] = useAddress(Place)
  const [text, setText] = useState(keptDraft)
  const [problem, setProblem] = useState<unknown>(undefined)
  const editor = useRef<Editor | undefined>(undefined)
  const {
    data: schema,
    error,
    refetch,
  } = useQuery({
    queryKey: ['consoleRun', 'schema'],
    queryFn: ({ signal }) => call(readConsole, { signal }),
    staleTime: 600_000,
  })
  const { run, cancelled, cancel } = useRun()

  const write = useCallback((sql: string) => {
    setText(sql)
    keepDraft(sql)
  }, [])
  const start = () => {
    const sql = editor.current?.chosen() ?? text
    if (run.isPending || sql.trim() === '') return
    setProblem(undefined)
    run.mutate({ sql, fresh: false })
  }
  const tooLong = text.length > consoleLimits.sqlLength
  useHotkeys([
    { keys: 'mod+enter', label: t('run'), group: t('title'), whileTyping: true, run: start },
    ...(run.isPending
      ? [{ keys: 'Escape', label: t('cancel'), group: t('title'), whileTyping: true, run: cancel }]
      : []),
  ])
  const place = useMemo(() => ({ view: address.view, sql: text || undefined }) as AnalysisPlace, [address.view, text])
  const onPlace = useCallback(
    (change: Record<string, unknown>) => {
      if ('sql' in change) write(typeof change.sql === 'string' ? change.sql : '')
      if ('view' in change) setAddress({ view: change.view as string | undefined })
    },
    [write, setAddress],
  )
  if (error) return <ErrorPage error={error} reset={() => refetch()} />
  const failed = problem ?? (cancelled ? undefined : run.error)
  return (
    <div className="q-page-scroll analysis-page console-page">
      <div className="analysis-header">
        <PageHeader title={t('title')} text={t('about')} />
        <SavedAnalyses
          analysis={{ name: consoleName }}
          question={{ sql: text }}
          place={place}
          onPlace={onPlace}
          usual="all"
        />
      </div>
      <div className="console-columns">
        <div className="console-main">
          <section className="q-panel console-write" aria-label={t('editor')}>
            <SqlEditor editor={editor} schema={schema} text={text} onChange={write} onRun={start} />
            <div className="console-acts">
              {run.isPending ? (
                <Button danger icon={<StopOutlined />} onClick={cancel}>
                  {t('cancel')}
                </Button>
              ) : (
                <Button
                  type="primary"
                  icon={<CaretRightOutlined />}
                  onClick={start}
                  disabled={text.trim() === '' || tooLong}
                >
                  {t('run')}
                </Button>
              )}
              <span className="console-keys q-muted">
                {tooLong ? t('tooLong', { figure: consoleLimits.sqlLength }) : t('keys')}
              </span>
              <ExportRows
                sql={() => editor.current?.chosen() ?? text}
                disabled={run.isPending || text.trim() === ''}
                onProblem={setProblem}
              />
            </div>
          </section>
          <section className="console-answer" aria-label={t('result')} aria-busy={run.isPending}>
            {run.isPending ? (
              <Running seconds={consoleLimits.milliseconds / 1_000} />
            ) : failed ? (
              <RunProblem error={failed} onPlace={(line, column) => editor.current?.goTo(line, column)} />
            ) : run.data ? (
              <>
                <ResultLine
                  result={run.data}
                  onAnew={() => run.variables && run.mutate({ ...run.variables, fresh: true })}
                />
                <ResultTable key={run.submittedAt} result={run.data} />
              </>
            ) : (
              <Empty title={cancelled ? t('cancelled') : t('begin')} text={t('beginText')} />
            )}
          </section>
        </div>
        <aside className="q-panel console-side" aria-label={t('side')}>
          {schema ? (
            <Tabs
              size="small"
              items={[
                {
                  key: 'schema',
                  label: t('schema.title'),
                  children: <SchemaPanel schema={schema} onInsert={(name) => editor.current?.insert(name)} />,
                },
                {
                  key: 'examples',
                  label: t('examples'),
                  children: (
                    <ul className="console-examples">
                      {schema.examples.map(({ name, sql }) => (
                        <li key={sql}>
                          <button type="button" onClick={() => write(sql)} title={sql}>
                            {words(name)}
                          </button>
                        </li>
                      ))}
                    </ul>
                  ),
                },
                { key: 'history', label: t('history.title'), children: <HistoryPanel onPick={write} /> },
              ]}
            />
          ) : (
            <Skeleton active paragraph={{ rows: 8 }} />
          )}
        </aside>
      </div>
    </div>
  )
}
