/** Where the scripts lie, by plain name, from the root. The build puts it where this module is imported (render/scripts.py). */
export const SCRIPTS: Record<string, string>;
