import {
  changeReportSchedule,
  listColleagues,
  listReportSchedules,
  ReportFormat,
  ReportLocale,
  ReportRhythm,
  type ReportRules,
  type ReportSchedule,
  readReportRules,
  saveReportSchedule,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { timeText, useFailure, useKit } from '../../../ui/index.ts'
import { bodyOf, faultOf, freshSchedule, type ScheduleTyped, typedOf } from './schedule-form.ts'

interface ScheduleDialogProps {
  view: { id: string; name: string }
  /** To be changed; absent: a new one. */
  schedule?: ReportSchedule
  onClose: () => void
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

/** When, as what and to whom a saved analysis is sent. What is wrong is said while it is typed. */
export function ScheduleDialog({ view, schedule, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation('insight')
  const { locale } = useKit()
  const { user } = useMe()
  const [form] = Form.useForm<ScheduleTyped>()
  const typed = Form.useWatch<ScheduleTyped | undefined>([], form)
  const rules = useRules()
  const faults = useFaults(typed, rules)
  const mailIsSetUp = useMailIsSetUp()
  const save = useSave(view.id, schedule, onClose)
  const first = useMemo(
    () => (schedule ? typedOf(schedule) : freshSchedule(user.id, locale === 'en' ? 'en' : 'zh-CN')),
    [schedule, user.id, locale],
  )
  return (
    <Modal
      open
      title={t(schedule ? 'schedule.editTitle' : 'schedule.title', { name: view.name })}
      okText={t('schedule.save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: typed?.time === '' || Object.keys(faults).length > 0 }}
      confirmLoading={save.isPending}
      width={540}
    >
      {!mailIsSetUp && <Alert type="info" showIcon title={t('schedule.noMail')} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={first}
        onFinish={(given) => save.mutate(given)}
        className="schedule-form"
      >
        <Rhythm form={form} />
        <div className="schedule-row">
          <Form.Item name="format" label={t('schedule.format')}>
            <Select options={ReportFormat.options.map((value) => ({ value, label: t(`export.${value}`) }))} />
          </Form.Item>
          <Form.Item name="locale" label={t('schedule.language')}>
            <Select
              options={ReportLocale.options.map((value) => ({ value, label: value === 'en' ? 'English' : '简体中文' }))}
            />
          </Form.Item>
        </div>
        <Recipients rules={rules} faults={faults} />
      </Form>
    </Modal>
  )
}

function useMailIsSetUp(): boolean {
  const { data } = useQuery({
    queryKey: ['reportSchedule'],
    queryFn: ({ signal }) => call(listReportSchedules, { signal }),
  })
  return data?.mailIsSetUp ?? true
}

function useSave(viewId: string, schedule: ReportSchedule | undefined, onClose: () => void) {
  const { t } = useTranslation('insight')
  const { locale, zone } = useKit()
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  return useMutation({
    mutationFn: (typed: ScheduleTyped) => {
      const body = bodyOf(typed, viewId)
      return schedule
        ? call(changeReportSchedule, { params: { id: schedule.id }, body, ifMatch: schedule.version })
        : call(saveReportSchedule, { body })
    },
    onSuccess: async ({ nextAt, timeZone }) => {
      await client.invalidateQueries({ queryKey: ['reportSchedule'] })
      message.success(
        t(schedule ? 'schedule.changed' : 'schedule.saved', {
          at: timeText(nextAt, 'exact', locale, timeZone ?? zone),
        }),
      )
      onClose()
    },
    onError: failure,
  })
}

function Rhythm({ form }: { form: ReturnType<typeof Form.useForm<ScheduleTyped>>[0] }) {
  const { t } = useTranslation('insight')
  const { t: word } = useTranslation('reports')
  const { zone } = useKit()
  const every = Form.useWatch('every', form) ?? form.getFieldValue('every')
  const zones = useMemo(
    () => [
      { value: '', label: t('schedule.zoneOfCompany', { zone }) },
      ...Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    ],
    [t, zone],
  )
  return (
    <>
      <div className="schedule-row">
        <Form.Item name="every" label={t('schedule.every')}>
          <Select options={ReportRhythm.options.map((value) => ({ value, label: t(`schedule.rhythm.${value}`) }))} />
        </Form.Item>
        {every === 'week' && (
          <Form.Item name="weekday" label={t('schedule.weekday')}>
            <Select options={numbers(1, 7).map((value) => ({ value, label: word(`weekday.${value as 1}`) }))} />
          </Form.Item>
        )}
        {every === 'month' && (
          <Form.Item name="monthDay" label={t('schedule.monthDay')}>
            <Select options={numbers(1, 31).map((value) => ({ value, label: value }))} />
          </Form.Item>
        )}
        <Form.Item name="time" label={t('schedule.time')}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="timeZone" label={t('schedule.zone')} className="schedule-zone">
          <Select showSearch={{ optionFilterProp: 'label' }} options={zones} />
        </Form.Item>
      </div>
      <Form.Item name="workdaysOnly" valuePropName="checked" extra={t('schedule.workdaysHint')}>
        <Checkbox>{t('schedule.workdays')}</Checkbox>
      </Form.Item>
    </>
  )
}

interface RecipientFaults {
  people?: string
  addresses?: string
}

/** Said while it is typed; what is wrong is not sent off. */
function useFaults(typed: ScheduleTyped | undefined, rules: ReportRules | undefined): RecipientFaults {
  const { t } = useTranslation('insight')
  if (!typed) return {}
  const { userIds = [], addresses = [] } = typed
  const fault = faultOf(addresses, rules)
  return {
    ...(userIds.length + addresses.length === 0 ? { people: t('schedule.nobody') } : {}),
    ...(fault ? { addresses: t(`schedule.${fault.fault}`, { ...fault }) } : {}),
  }
}

function useRules(): ReportRules | undefined {
  const { data } = useQuery({
    queryKey: ['reportRules'],
    queryFn: ({ signal }) => call(readReportRules, { signal }),
  })
  return data
}

const told = (fault: string | undefined) =>
  fault === undefined ? {} : { validateStatus: 'error' as const, help: <span role="alert">{fault}</span> }

function Recipients({ rules, faults }: { rules: ReportRules | undefined; faults: RecipientFaults }) {
  const { t } = useTranslation('insight')
  const { data: colleagues = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call(listColleagues, { signal }),
    staleTime: 60_000,
  })
  const hint =
    rules?.outside === 'nobody'
      ? t('schedule.outsideNobody')
      : rules?.outside === 'listed'
        ? t('schedule.outsideListed', { domains: rules.domains.join(', ') || '–' })
        : t('schedule.addressesHint')
  return (
    <>
      <Form.Item name="userIds" label={t('schedule.people')} {...told(faults.people)}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="addresses" label={t('schedule.addresses')} extra={hint} {...told(faults.addresses)}>
        <Select mode="tags" tokenSeparators={[',', ';', ' ', '，', '；']} open={false} suffixIcon={null} />
      </Form.Item>
    </>
  )
}
