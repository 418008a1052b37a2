/**
 * The one script that pages bring along, where files are chosen: it makes a phone's photo smaller before it is sent, a
 * few hundred kilobytes for some megabytes, and leaves out where the phone was. It acts when somebody chooses a photo
 * and at no other time, so whoever fetches a page and runs its scripts changes nothing; without it the photo is sent as
 * it is. What a browser cannot read (HEIC in most) is sent as it is too.
 */
export const photoScript = `'use strict';
const MOST_PIXELS = 2000;
const ENOUGH_BYTES = 600000;

const smaller = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  return made && made.size < file.size
    ? new File([made], file.name.replace(/\\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' })
    : undefined;
};

document.addEventListener('change', async ({ target: input }) => {
  if (input.type !== 'file' || !input.accept.includes('image/jpeg')) return;
  const [file] = input.files;
  if (!file || file.size < ENOUGH_BYTES || !/^image\\/(jpeg|png|webp)$/.test(file.type)) return;
  const buttons = [...input.form.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  try {
    const made = await smaller(file);
    if (made && input.files[0] === file) {
      const chosen = new DataTransfer();
      chosen.items.add(made);
      input.files = chosen.files;
    }
  } catch {
    // as it is
  } finally {
    for (const button of buttons) button.disabled = false;
  }
});
`;
