import { sendTestMail } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { isProblem } from '../../../app/problem.ts'
import { useFailure, useKit } from '../../../ui/index.ts'

/** Shows at once whether mail works, and else what the mail server said. */
export function TestMailButton() {
  const { t } = useTranslation('reports')
  const { locale } = useKit()
  const { message } = App.useApp()
  const failure = useFailure()
  const test = useMutation({
    mutationFn: () => call(sendTestMail, {}),
    onSuccess: ({ to }) => void message.success(t('testSent', { to })),
    onError: (error) => {
      const told = isProblem(error) ? error.more[locale === 'en' ? 'messageEn' : 'messageZh'] : undefined
      if (typeof told === 'string') message.error(told, 12)
      else failure(error)
    },
  })
  return (
    <Button size="small" onClick={() => test.mutate()} loading={test.isPending}>
      {t('testMail')}
    </Button>
  )
}
