import type { ReactNode } from 'react'
import { keyboardScroll } from '../keyboard-scroll.ts'

export interface ChartTable {
  columns: readonly string[]
  /** The first cell of each row is its heading. */
  rows: readonly (readonly ReactNode[])[]
}

export function ChartTableView({ table, heightPx }: { table: ChartTable; heightPx: number }) {
  return (
    <div ref={keyboardScroll} className="q-chart-table" style={{ height: heightPx }}>
      <Figures table={table} />
    </div>
  )
}

export function Figures({ table }: { table: ChartTable }) {
  return (
    <table>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={String(row[0])}>
            {row.map((cell, index) =>
              index === 0 ? (
                <th key={table.columns[index]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={table.columns[index]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
