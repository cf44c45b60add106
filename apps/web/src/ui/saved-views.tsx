import { DownOutlined, LockOutlined, SaveOutlined, TeamOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input, type MenuProps, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'

export interface Sharing {
  shared: 'private' | 'team' | 'all'
  /** The team it is shared with; null otherwise. */
  teamId: string | null
}

export interface ViewTab extends Sharing {
  id: string
  name: string
  mine: boolean
  /** Everybody has it: no sign of sharing. */
  builtIn?: boolean
}

interface SavedViewsProps {
  views: readonly ViewTab[]
  /** The view shown; undefined: the plain list. */
  current: string | undefined
  /** Filter, sort or columns differ from what the view remembers. */
  changed: boolean
  /** Teams this person may share with. */
  teams: readonly { id: string; name: string }[]
  /** Name of the plain list. */
  allName: string
  onPick: (id: string | undefined) => void
  /** Remember the present state in the view shown. */
  onSave: (id: string) => void
  onCreate: (name: string, sharing: Sharing) => void
  onRename: (id: string, name: string, sharing: Sharing) => void
  onRemove: (id: string) => void
  /** What else may be done with the view shown, also with one that colleagues share. */
  more?: ((view: ViewTab) => readonly { key: string; label: string; onClick: () => void }[]) | undefined
}

/** The views of a list as tabs: one's own, and those colleagues share. */
export function SavedViews(props: SavedViewsProps) {
  const { t } = useTranslation('ui')
  const [naming, setNaming] = useState<'new' | ViewTab | undefined>(undefined)
  const current = props.views.find((view) => view.id === props.current)
  return (
    <div className="q-views">
      <div className="q-views-tabs" role="tablist" aria-label={t('views.label')}>
        <ViewButton active={!current} onClick={() => props.onPick(undefined)} name={props.allName} />
        {props.views.map((view) => (
          <ViewButton
            key={view.id}
            active={view.id === props.current}
            onClick={() => props.onPick(view.id)}
            name={view.name}
            icon={view.builtIn ? undefined : view.shared === 'private' ? <LockOutlined /> : <TeamOutlined />}
          />
        ))}
      </div>
      {current && (current.mine || props.more) && (
        <ViewMenu {...props} view={current} onName={() => setNaming(current)} />
      )}
      {current?.mine && props.changed && (
        <Button size="small" type="link" icon={<SaveOutlined />} onClick={() => props.onSave(current.id)}>
          {t('views.save')}
        </Button>
      )}
      {props.changed && (
        <Button size="small" type="link" onClick={() => setNaming('new')}>
          {t('views.saveAs')}
        </Button>
      )}
      {naming && (
        <NameView
          view={naming === 'new' ? undefined : naming}
          teams={props.teams}
          onCancel={() => setNaming(undefined)}
          onDone={(name, sharing) => {
            if (naming === 'new') props.onCreate(name, sharing)
            else props.onRename(naming.id, name, sharing)
            setNaming(undefined)
          }}
        />
      )}
    </div>
  )
}

function ViewButton({
  active,
  onClick,
  name,
  icon,
}: {
  active: boolean
  onClick: () => void
  name: string
  icon?: React.ReactNode
}) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={active}
      className={active ? 'q-view q-view-active' : 'q-view'}
      onClick={onClick}
    >
      {name}
      {icon}
    </button>
  )
}

function ViewMenu({ view, onName, onRemove, more }: SavedViewsProps & { view: ViewTab; onName: () => void }) {
  const { t } = useTranslation('ui')
  const own: MenuProps['items'] = [
    { key: 'name', label: t('views.rename'), onClick: onName },
    { key: 'remove', label: t('views.remove'), danger: true, onClick: () => onRemove(view.id) },
  ]
  const items = [...(more?.(view) ?? []), ...(view.mine ? own : [])]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small" type="text" icon={<DownOutlined />} aria-label={t('views.menu', { name: view.name })} />
    </Dropdown>
  )
}

const choiceOf = ({ shared, teamId }: Sharing) => (shared === 'team' ? `team:${teamId}` : shared)

function NameView({
  view,
  teams,
  onCancel,
  onDone,
}: {
  view: ViewTab | undefined
  teams: SavedViewsProps['teams']
  onCancel: () => void
  onDone: (name: string, sharing: Sharing) => void
}) {
  const { t } = useTranslation('ui')
  const [name, setName] = useState(view?.name ?? '')
  const [sharing, setSharing] = useState<Sharing>(view ?? { shared: 'private', teamId: null })
  const choices = [
    { shared: 'private' as const, teamId: null, label: t('views.shared.private') },
    ...teams.map(({ id, name: team }) => ({
      shared: 'team' as const,
      teamId: id,
      label: t('views.shared.team', { team }),
    })),
    { shared: 'all' as const, teamId: null, label: t('views.shared.all') },
  ]
  const done = () => name.trim() && onDone(name.trim(), { shared: sharing.shared, teamId: sharing.teamId })
  return (
    <Dialog
      open
      title={t(view ? 'views.rename' : 'views.saveAs')}
      onCancel={onCancel}
      onOk={done}
      okButtonProps={{ disabled: !name.trim() }}
      okText={t('save')}
      cancelText={t('cancel')}
      width={420}
    >
      <Input
        autoFocus
        maxLength={80}
        value={name}
        placeholder={t('views.name')}
        aria-label={t('views.name')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
      <Radio.Group
        className="q-views-sharing"
        value={choiceOf(sharing)}
        onChange={(event) => setSharing(choices.find((one) => choiceOf(one) === event.target.value) ?? sharing)}
        options={choices.map((one) => ({ value: choiceOf(one), label: one.label }))}
      />
    </Dialog>
  )
}
