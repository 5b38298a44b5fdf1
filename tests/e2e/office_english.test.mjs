import { every_page_in } from './office.mjs';

every_page_in('English', '/en');
