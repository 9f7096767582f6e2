import {createContext} from 'react';
import {defaultTheme} from '../screen/theme.ts';

export const ThemeContext = createContext(defaultTheme);
