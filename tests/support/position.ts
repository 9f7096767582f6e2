import {sectionList} from '../../source/resume/sections.ts';

/** How the footer shows which section is open, counted from 1. */
export const position = (section: number | string): string => `${section}/${sectionList.length}`;
