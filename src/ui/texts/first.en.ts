/** Texts of what the page begins with. */
import timeline from '../../timeline/texts/en.json';
import welcome from '../welcome/texts.en.json';
import ui from './en.json';

export const catalogues = {
  ui,
  timeline,
  welcome,
};
