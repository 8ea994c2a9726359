/** Texts of what the page begins with. */
import timeline from '../../timeline/texts/zh-CN.json';
import welcome from '../welcome/texts.zh-CN.json';
import ui from './zh-CN.json';

export const catalogues = {
  ui,
  timeline,
  welcome,
};
