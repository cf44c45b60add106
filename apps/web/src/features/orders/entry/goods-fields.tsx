import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FigureCell, TextCell } from './cells.tsx'
import { fieldsOf } from './draft.ts'
import { AddRow, RowHead } from './row-head.tsx'
import type { Entry } from './use-entry.ts'

/** What is carried or handled; dangerous goods and temperature open what they need. */
export function GoodsFields({ entry }: { entry: Entry }) {
  const { t } = useTranslation('orders')
  const { typed } = entry
  return (
    <fieldset className="entry-group">
      <legend>{t('entry.goods')}</legend>
      {[...typed.goods.keys()].map((at) => (
        <GoodsRow key={at} entry={entry} at={at} />
      ))}
      <AddRow label={t('entry.addGoods')} onAdd={() => entry.add('goods', {})} />
    </fieldset>
  )
}

function GoodsRow({ entry, at }: { entry: Entry; at: number }) {
  const { t } = useTranslation('orders')
  const goods = entry.typed.goods[at] ?? {}
  const service = entry.typed.lines[0]?.service ?? 'road'
  const shown = fieldsOf(service)
  const [dangerous, setDangerous] = useState(Boolean(goods.unNumber || goods.dangerClass))
  const [cold, setCold] = useState(goods.temperatureMinC !== undefined || goods.temperatureMaxC !== undefined)
  const path = `/goods/${at}`
  const put = (change: object) => entry.putIn('goods', at, change)
  return (
    <div className="entry-row">
      {entry.typed.goods.length > 1 && (
        <RowHead title={t('entry.goodsNo', { figure: at + 1 })} onRemove={() => entry.drop('goods', at)} />
      )}
      <TextCell
        entry={entry}
        path={`${path}/description`}
        label={t('field.description')}
        maxLength={2000}
        value={goods.description}
        onChange={(description) => put({ description })}
      />
      <FigureCell
        entry={entry}
        path={`${path}/packages`}
        label={t('field.packages')}
        whole
        value={goods.packages}
        onChange={(packages) => put({ packages })}
      />
      <TextCell
        entry={entry}
        path={`${path}/packageType`}
        label={t('field.packageType')}
        maxLength={60}
        value={goods.packageType}
        onChange={(packageType) => put({ packageType })}
      />
      <FigureCell
        entry={entry}
        path={`${path}/weightG`}
        label={t('field.weight')}
        scale={1_000}
        suffix="kg"
        value={goods.weightG}
        onChange={(weightG) => put({ weightG })}
      />
      <FigureCell
        entry={entry}
        path={`${path}/volumeCm3`}
        label={t('field.volume')}
        scale={1_000_000}
        suffix="m³"
        value={goods.volumeCm3}
        onChange={(volumeCm3) => put({ volumeCm3 })}
      />
      {shown.hsCode && (
        <TextCell
          entry={entry}
          path={`${path}/hsCode`}
          label={t('field.hsCode')}
          maxLength={20}
          value={goods.hsCode}
          onChange={(hsCode) => put({ hsCode })}
        />
      )}
      {shown.goodsValue && (
        <FigureCell
          entry={entry}
          path={`${path}/valueE4`}
          label={t('field.goodsValue')}
          scale={10_000}
          value={goods.valueE4}
          onChange={(valueE4) => put({ valueE4 })}
        />
      )}
      <div className="entry-cell-wide entry-flags">
        <Checkbox
          checked={dangerous}
          onChange={({ target: { checked } }) => {
            setDangerous(checked)
            if (!checked)
              put({ unNumber: undefined, dangerClass: undefined, packingGroup: undefined, properName: undefined })
          }}
        >
          {t('entry.dangerous')}
        </Checkbox>
        <Checkbox
          checked={cold}
          onChange={({ target: { checked } }) => {
            setCold(checked)
            if (!checked) put({ temperatureMinC: undefined, temperatureMaxC: undefined })
          }}
        >
          {t('entry.cold')}
        </Checkbox>
      </div>
      {dangerous && (
        <>
          <TextCell
            entry={entry}
            path={`${path}/unNumber`}
            label={t('field.unNumber')}
            maxLength={10}
            upper
            placeholder="1203"
            value={goods.unNumber}
            onChange={(unNumber) => put({ unNumber })}
          />
          <TextCell
            entry={entry}
            path={`${path}/dangerClass`}
            label={t('field.dangerClass')}
            maxLength={10}
            placeholder="3"
            value={goods.dangerClass}
            onChange={(dangerClass) => put({ dangerClass })}
          />
          <TextCell
            entry={entry}
            path={`${path}/packingGroup`}
            label={t('field.packingGroup')}
            maxLength={5}
            upper
            placeholder="II"
            value={goods.packingGroup}
            onChange={(packingGroup) => put({ packingGroup })}
          />
          <TextCell
            entry={entry}
            path={`${path}/properName`}
            label={t('field.properName')}
            maxLength={500}
            value={goods.properName}
            onChange={(properName) => put({ properName })}
          />
        </>
      )}
      {cold && (
        <>
          <FigureCell
            entry={entry}
            path={`${path}/temperatureMinC`}
            label={t('field.temperatureMin')}
            min={-273}
            suffix="°C"
            value={goods.temperatureMinC}
            onChange={(temperatureMinC) => put({ temperatureMinC })}
          />
          <FigureCell
            entry={entry}
            path={`${path}/temperatureMaxC`}
            label={t('field.temperatureMax')}
            min={-273}
            suffix="°C"
            value={goods.temperatureMaxC}
            onChange={(temperatureMaxC) => put({ temperatureMaxC })}
          />
        </>
      )}
    </div>
  )
}
