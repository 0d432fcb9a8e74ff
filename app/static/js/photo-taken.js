// When a photo was taken, as its Exif says it, and in a form that sorts. The block is found by its name, which is
// "Exif" in JPEG and HEIC, "eXIf" in PNG and "EXIF" in WebP, and stands close before the head of a TIFF.

const [TAKEN, DIGITIZED, CHANGED, PARTS, EXIF] = [0x9003, 0x9004, 0x0132, 0x9291, 0x8769];
const NAMES = [0x45786966, 0x65584966, 0x45584946];

export function takenAt(bytes) {
  const data = new DataView(bytes);
  for (let at = 0; at + 16 < data.byteLength; at += 1) {
    const first = data.getUint8(at);
    if ((first !== 0x45 && first !== 0x65) || !NAMES.includes(data.getUint32(at))) continue;
    for (let head = at + 4; head <= at + 14 && head + 8 < data.byteLength; head += 1) {
      const order = data.getUint32(head);
      if (order !== 0x49492a00 && order !== 0x4d4d002a) continue;
      try {
        return dateIn(new DataView(bytes, head), order === 0x49492a00);
      } catch {
        return ""; // what it points to isn't there
      }
    }
  }
  return "";
}

function dateIn(tiff, isLittle) {
  const main = tagsAt(tiff, tiff.getUint32(4, isLittle), isLittle);
  const inner = main.has(EXIF) ? tagsAt(tiff, tiff.getUint32(main.get(EXIF) + 8, isLittle), isLittle) : new Map();
  const said = [[inner, TAKEN], [inner, DIGITIZED], [main, CHANGED]].map(([tags, tag]) => textOf(tiff, tags, tag, isLittle));
  const date = said.map((text) => text.replace(/\D/g, "").slice(0, 14)).find((digits) => /[1-9]/.test(digits));
  return date ? `${date.padEnd(14, "0")}.${textOf(tiff, inner, PARTS, isLittle).replace(/\D/g, "")}` : "";
}

function tagsAt(tiff, at, isLittle) {
  const tags = new Map();
  const count = tiff.getUint16(at, isLittle);
  for (let each = at + 2; each < at + 2 + count * 12; each += 12) tags.set(tiff.getUint16(each, isLittle), each);
  return tags;
}

function textOf(tiff, tags, tag, isLittle) {
  if (!tags.has(tag)) return "";
  const length = Math.min(tiff.getUint32(tags.get(tag) + 4, isLittle), 40);
  const start = length > 4 ? tiff.getUint32(tags.get(tag) + 8, isLittle) : tags.get(tag) + 8;
  let text = "";
  for (let at = start; at < start + length; at += 1) text += String.fromCharCode(tiff.getUint8(at));
  return text;
}
