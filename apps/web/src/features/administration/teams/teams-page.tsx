import { PlusOutlined } from '@ant-design/icons'
import { createTeam, deleteTeam, type Team } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Dialog, Empty, PageHeader, useFailure } from '../../../ui/index.ts'
import { teamsQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { TeamForm } from './team-form.tsx'
import { inTreeOrder } from './team-tree.ts'

const Place = z.object({ team: z.string().optional() })

export function TeamsPage() {
  const { t } = useTranslation('administration')
  const may = useMay()
  const client = useQueryClient()
  const failure = useFailure()
  const [place, setPlace] = useAddress(Place)
  const [naming, setNaming] = useState(false)
  const { data: teams } = useQuery(teamsQuery)
  const chosen = teams?.find((team) => team.id === place.team) ?? teams?.[0]
  const refresh = () => client.invalidateQueries({ queryKey: ['team'] })
  const add = (name: string) =>
    call(createTeam, { body: { name } }).then(async (team) => {
      setNaming(false)
      await refresh()
      setPlace({ team: team.id })
    }, failure)
  const remove = (team: Team) =>
    call(deleteTeam, { params: { id: team.id } }).then(() => {
      setPlace({ team: undefined })
      refresh()
    }, failure)
  return (
    <Frame>
      <PageHeader
        title={t('teams.title')}
        text={t('teams.text')}
        actions={
          may('administration', 'create') && (
            <Button icon={<PlusOutlined />} onClick={() => setNaming(true)}>
              {t('teams.new')}
            </Button>
          )
        }
      />
      <div className="q-page-scroll admin-split">
        <nav className="q-panel admin-list" aria-label={t('teams.title')}>
          {teams &&
            inTreeOrder(teams).map(({ team, depth }) => (
              <button
                key={team.id}
                type="button"
                className={team.id === chosen?.id ? 'admin-list-row admin-list-active' : 'admin-list-row'}
                style={{ paddingLeft: 14 + depth * 18 }}
                aria-current={team.id === chosen?.id}
                onClick={() => setPlace({ team: team.id })}
              >
                <span>{team.name}</span>
                <small className="q-muted">{t('teams.members', { figure: team.members.length })}</small>
              </button>
            ))}
        </nav>
        <section className="q-panel q-panel-body admin-detail">
          {!teams && <Skeleton active />}
          {teams?.length === 0 && <Empty title={t('teams.none')} text={t('teams.noneText')} />}
          {chosen && teams && (
            <TeamForm
              key={`${chosen.id}.${chosen.version}`}
              team={chosen}
              teams={teams}
              disabled={!may('administration', 'change')}
            />
          )}
          {chosen && may('administration', 'delete') && (
            <div className="admin-tools">
              <Popconfirm
                title={t('teams.removeSure')}
                onConfirm={() => remove(chosen)}
                okText={t('access.yes')}
                cancelText={t('access.no')}
              >
                <Button danger>{t('teams.remove')}</Button>
              </Popconfirm>
            </div>
          )}
        </section>
      </div>
      {naming && <NameTeam onCancel={() => setNaming(false)} onDone={add} />}
    </Frame>
  )
}

function NameTeam({ onCancel, onDone }: { onCancel: () => void; onDone: (name: string) => void }) {
  const { t } = useTranslation('administration')
  const [name, setName] = useState('')
  const done = () => name.trim() && onDone(name.trim())
  return (
    <Dialog
      open
      width={400}
      title={t('teams.new')}
      onCancel={onCancel}
      onOk={done}
      okButtonProps={{ disabled: !name.trim() }}
    >
      <Input
        autoFocus
        maxLength={80}
        value={name}
        aria-label={t('teams.name')}
        placeholder={t('teams.name')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
    </Dialog>
  )
}
