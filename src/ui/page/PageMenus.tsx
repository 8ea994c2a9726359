import { GraduationCap, Keyboard, Languages, Link, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { languages, type Language } from '../../scenarios/texts.ts';
import { themes } from '../../share/link.ts';
import { app } from '../../store/app-state.ts';
import { commands } from '../../store/commands.ts';
import { setLanguage, setTheme } from '../../store/preferences.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { Popover } from '../controls/Popover.tsx';
import { CommandButton } from '../player/CommandButton.tsx';
import { useApp } from '../use-app.ts';

/** Languages by their own names. */
const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };
const themeIcons = { system: Monitor, light: Sun, dark: Moon };

export function PageMenus() {
  return (
    <div className="menus">
      <LearnButton />
      <LanguageMenu />
      <ThemeMenu />
      <CommandButton command={commands.showKeys} icon={<Keyboard size={16} />} />
      <ShareButton />
    </div>
  );
}

/** Opens and closes challenges, lessons and questions. */
function LearnButton() {
  const { t } = useTranslation();
  const isOpen = useApp(({ teaching }) => teaching !== undefined);
  return (
    <Button
      icon={<GraduationCap size={16} />}
      aria-label={t('learn.name')}
      aria-pressed={isOpen}
      title={t('learn.help')}
      onClick={() => app.setState({ teaching: isOpen ? undefined : 'challenges' })}
    />
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  const language = useApp((state) => state.language);
  return (
    <Popover label={t('language.name')} icon={<Languages size={16} />}>
      <Choice
        label={t('language.name')}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        chosen={language}
        onChoose={setLanguage}
      />
    </Popover>
  );
}

function ThemeMenu() {
  const { t } = useTranslation();
  const theme = useApp((state) => state.theme);
  const Icon = themeIcons[theme];
  return (
    <Popover label={t('theme.name')} icon={<Icon size={16} />}>
      <Choice
        label={t('theme.name')}
        options={themes.map((value) => ({ value, label: t(`theme.options.${value}`) }))}
        chosen={theme}
        onChoose={setTheme}
      />
    </Popover>
  );
}

function ShareButton() {
  const { t } = useTranslation();
  return (
    <Button
      look="plain"
      icon={<Link size={15} />}
      aria-label={t('share.short')}
      onClick={() => commands.share.run()}
    >
      <span className="menus-share">{t('share.short')}</span>
    </Button>
  );
}
