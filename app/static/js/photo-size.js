// Makes a photo that is much larger than what we keep smaller before it goes, upright and as a JPEG. A photo that this
// can't be done with, or that gets no lighter by it, goes as it is.

const LONGEST = 2560; // pixels of the longer side

// The bytes of a smaller photo, or nothing. Smaller still, where a line broke off again and again.
export async function smaller(bytes, type, isForBadLine) {
  const longest = isForBadLine ? 1920 : LONGEST;
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const canvas = document.createElement("canvas");
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(1, longest / Math.max(width, height));
    if (scale === 1 && !isForBadLine) return null;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.fillStyle = "#fff"; // behind what is clear
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", isForBadLine ? 0.7 : 0.9));
    return made && made.type === "image/jpeg" && made.size < bytes.byteLength ? await made.arrayBuffer() : null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
    canvas.width = canvas.height = 0; // phones are slow to give its memory back
  }
}
