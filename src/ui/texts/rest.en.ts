/** Texts of the panels and dialogs. */
import views from '../../views/texts/en.json';
import eventTable from '../event-table/texts.en.json';
import embed from '../embed/texts.en.json';
import explore from '../explore/texts.en.json';
import lab from '../lab/texts.en.json';
import inspector from '../inspector/texts.en.json';
import processes from '../processes/texts.en.json';
import recorded from '../recorded/texts.en.json';
import share from '../share/texts.en.json';
import stage from '../stage/texts.en.json';
import step from '../step/texts.en.json';
import tabs from '../tabs/texts.en.json';

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
