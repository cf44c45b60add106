import type { TariffRate } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Select, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../app/api.ts'
import { isProblem } from '../../app/problem.ts'
import { Upload, useKit } from '../../ui/index.ts'
import { type CheckedCard, checkCard } from './pricing.api.ts'

export interface Taken {
  rates: TariffRate[]
  sourceFile: string
  carrier: string | null
  currency: string | null
}

interface CardUploadProps {
  onTake: (taken: Taken) => void
  /** What a card of several carriers becomes: a tariff for each. Absent: one of them is chosen. */
  onTakeAll?: ((card: CheckedCard) => void) | undefined
}

const maxBytes = 16 * 1024 * 1024

/** A rate card from a file: what it says is shown, with every fault, before anything is kept. */
export function CardUpload({ onTake, onTakeAll }: CardUploadProps) {
  const { t } = useTranslation('pricing')
  const { locale } = useKit()
  const take = (card: CheckedCard, at: number) => {
    const one = card.cards[at]
    if (one) onTake({ rates: one.rates, carrier: one.carrier, currency: one.currency, sourceFile: card.fileName })
  }
  const read = useMutation({
    mutationFn: checkCard,
    onSuccess: (card) => card.cards.length > 0 && take(card, 0),
  })
  const { data: card } = read
  return (
    <div className="card-upload">
      <Upload
        accept=".csv,.tsv,.txt,.xlsx"
        maxBytes={maxBytes}
        hint={t('upload.hint')}
        disabled={read.isPending}
        onFiles={([file]) => file && read.mutate(file)}
      />
      <div>
        <Button type="link" size="small" onClick={() => saveTemplate(t('upload.headings'), t('upload.templateName'))}>
          {t('upload.template')}
        </Button>
      </div>
      <div aria-live="polite" className="card-upload-told">
        {read.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
        {read.error && <Alert type="error" showIcon title={adviceOf(read.error, locale)} />}
        {card && <Told card={card} />}
        {card && card.cards.length > 1 && (
          <div className="card-upload-choice">
            <span>{t('upload.several', { figure: card.cards.length })}</span>
            <Select
              className="card-upload-select"
              defaultValue={0}
              aria-label={t('upload.which')}
              options={card.cards.map((one, at) => ({
                value: at,
                label: [one.carrier ?? '–', one.currency, one.rates.length.toLocaleString(locale)]
                  .filter(Boolean)
                  .join(' · '),
              }))}
              onChange={(at) => take(card, at)}
            />
            {onTakeAll && (
              <Button onClick={() => onTakeAll(card)}>{t('upload.all', { figure: card.cards.length })}</Button>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

function Told({ card }: { card: CheckedCard }) {
  const { t } = useTranslation('pricing')
  const { locale } = useKit()
  const figure = (value: number) => value.toLocaleString(locale)
  const used = card.columns.filter(({ field }) => field !== null)
  const faults = [...card.faults, ...card.warnings]
  return (
    <>
      <Alert
        type={card.faulty > 0 ? 'warning' : 'success'}
        showIcon
        title={t('upload.read', {
          rows: figure(card.rows),
          right: figure(card.rows - card.faulty),
          faulty: figure(card.faulty),
        })}
        description={used.map(({ header, field }) => `${header} → ${t(`column.${field}`)}`).join(' · ')}
      />
      {faults.length > 0 && (
        <div className="card-faults">
          <table className="tariff-table" aria-label={t('upload.faults')}>
            <thead>
              <tr>
                <th scope="col">{t('upload.row')}</th>
                <th scope="col">{t('upload.why')}</th>
              </tr>
            </thead>
            <tbody>
              {faults.map((fault, at) => (
                <tr key={`${fault.row}-${fault.en}`} className={at < card.faults.length ? 'card-fault' : undefined}>
                  <td>
                    {fault.column === null
                      ? t('upload.onlyRow', { row: figure(fault.row) })
                      : t('upload.cell', { row: figure(fault.row), column: fault.column })}
                  </td>
                  <td>{locale === 'en' ? fault.en : fault.zh}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

/** What is wrong with a file comes in both languages. */
function adviceOf(error: Error, locale: string): string {
  const own = isProblem(error) ? error.more[locale === 'en' ? 'messageEn' : 'messageZh'] : undefined
  return typeof own === 'string' && own !== '' ? own : error.message
}

const byteOrderMark = '\uFEFF'
function saveTemplate(headings: string, name: string) {
  const example = 'road,,,310000,CNSHA,kg,0,100,2.5,30,CNY,3'
  saveFile(
    new Blob([byteOrderMark, `${headings}\r\n${example}\r\n`], { type: 'text/csv;charset=utf-8' }),
    `${name}.csv`,
  )
}
