/** Texts of the panels and dialogs. */
import views from '../../views/texts/zh-CN.json';
import eventTable from '../event-table/texts.zh-CN.json';
import embed from '../embed/texts.zh-CN.json';
import explore from '../explore/texts.zh-CN.json';
import lab from '../lab/texts.zh-CN.json';
import inspector from '../inspector/texts.zh-CN.json';
import processes from '../processes/texts.zh-CN.json';
import recorded from '../recorded/texts.zh-CN.json';
import share from '../share/texts.zh-CN.json';
import stage from '../stage/texts.zh-CN.json';
import step from '../step/texts.zh-CN.json';
import tabs from '../tabs/texts.zh-CN.json';

export const catalogues = {
  views,
  processes,
  share,
  stage,
  inspector,
  'event-table': eventTable,
  step,
  recorded,
  lab,
  explore,
  embed,
  tabs,
};
