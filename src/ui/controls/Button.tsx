import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import './Button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly [data: `data-${string}`]: string | boolean | undefined;
  /** quiet: no outline until hovered. plain: outlined. strong: the main action. */
  readonly look?: 'quiet' | 'plain' | 'strong';
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'quiet', icon, children, className, ...rest }: ButtonProps) {
  const only = children === undefined ? ' button-icon' : '';
  return (
    <button type="button" className={`button button-${look}${only} ${className ?? ''}`} {...rest}>
      {icon}
      {children}
    </button>
  );
}
