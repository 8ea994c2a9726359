import views from '../../views/texts/zh-CN.json';
import stage from '../stage/texts.zh-CN.json';
import ui from './zh-CN.json';

export const catalogues = { ui, views, stage };
