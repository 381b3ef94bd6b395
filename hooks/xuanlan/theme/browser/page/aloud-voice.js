/** Which voice reads aloud: a Chinese one of this machine, because with any other the text would go to another host. */

/** @returns {SpeechSynthesisVoice | null} null where there is none, or none yet */
export function chineseVoice() {
  const own = window.speechSynthesis.getVoices().filter((voice) => voice.localService);
  const speaks = (/** @type {RegExp} */ lang) => own.find((voice) => lang.test(voice.lang)) || null;
  return speaks(/^(zh|cmn)([-_](hans|cn))/i) || speaks(/^(zh|cmn)([-_](hant|tw|sg))?$/i) || speaks(/^(zh|cmn)[-_](hant[-_])?(tw|sg)/i);
}
