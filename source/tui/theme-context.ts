import {createContext} from 'react';
import {defaultTheme} from '../screen/theme.ts';

/** How this visitor's screen looks. */
export const ThemeContext = createContext(defaultTheme);
