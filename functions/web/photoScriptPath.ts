/** Where the script for photos is: named apart, so that pages do not carry the script itself. */
export const photoScriptPath = '/script/photos.js';
