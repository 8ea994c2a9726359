import views from '../../views/texts/en.json';
import stage from '../stage/texts.en.json';
import ui from './en.json';

export const catalogues = { ui, views, stage };
