/** A row of figures as a small line; the table beside it has the numbers. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 2) return <span class="quiet">–</span>;
  const most = Math.max(...values, 1e-9);
  const path = values
    .map(
      (value, index) =>
        `${index === 0 ? 'M' : 'L'}${((index / (values.length - 1)) * 96).toFixed(1)} ${(19 - (value / most) * 17).toFixed(1)}`,
    )
    .join('');
  return (
    <svg class="spark" viewBox="0 0 96 20" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

/** A share of the largest: the length of a bar. */
export function ShareBar({ share, tone }: { readonly share: number; readonly tone?: 'watch' | 'bad' }) {
  return (
    <span
      class="bar"
      data-tone={tone}
      style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }}
      aria-hidden="true"
    />
  );
}
