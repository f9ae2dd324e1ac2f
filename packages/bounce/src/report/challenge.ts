/**
 * Challenge-response: a program that holds the message until its sender proves to be a person (Boxbe, Spam Arrest, TMDA,
 * EarthLink spamBlocker, Mailinblack, UOL AntiSpam, ChoiceMail and their like).
 */
import type { Evidence } from '../classify/verdict.ts';
import { ownWords } from './auto-reply/own-words.ts';
import { finder } from './auto-reply/phrases.ts';
import { isAnswer, isListMail, signOf } from './auto-reply/signs.ts';
import type { Mail } from './mail.ts';
import { isDaemon } from './origin.ts';
import type { AutoReply } from './report.ts';
import { verdictOf } from './verdicts.ts';

/** Null when the mail is no challenge. */
export function readChallenge(mail: Mail): AutoReply | null {
  if (SYSTEM.test(mail.from)) return challenge(0.95, null);
  if (isListMail(mail) || isDaemon(mail) || !isReaction(mail)) return null;
  const words = ownWords(mail);
  const demand = findDemand(words);
  if (demand === null || findHeld(words) === null) return null;
  return challenge(0.9, demand);
}

/** Services that send challenges to strangers; their own customers know them by other addresses. */
const SYSTEM =
  /^[\w.+-]{0,64}(?:reply|noti|challenge|verif|confirm|antispam)[\w.+-]{0,64}@(?:[\w-]{1,40}\.){0,3}(?:boxbe|spamarrest|mailinblack|sendio|antispam\.uol)\.(?:com|net|com\.br)$/;

/** It answers a message, or a program wrote it; a site that asks to confirm a new account does neither. */
const isReaction = (mail: Mail): boolean => isAnswer(mail) || ['declared', 'hinted'].includes(signOf(mail));

/** What the sender shall do. */
const findDemand = finder({
  en: [
    "(?:verify|confirm|prove|authenticate|validate) (?:that )?(?:you(?:'re| are)|your(?:self)?|the sender|this (?:message|e-?mail)|the (?:message|e-?mail))",
    "(?:you are|you're) (?:indeed |really )?(?:not )?(?:an? )?(?:human|real person|robot|spammer|machine|automated)",
    '(?:click|follow|visit|use|open) [^.!?]{0,50}(?:link|below|here|url|address|form)',
    '(?:simply |just |please )?(?:reply|respond) to this (?:message|e-?mail|request|confirmation)',
    '(?:complete|fill out|fill in|solve) (?:the|this|a) [^.!?]{0,30}(?:form|captcha|verification|challenge)',
  ],
  de: ['(?:bestätigen|verifizieren) sie', 'klicken sie', 'antworten sie (?:einfach )?auf diese'],
  fr: [
    '(?:cliquer|cliquez) (?:sur|ici)',
    '(?:vous )?authentifi(?:er|ez)(?:-vous)?',
    '(?:confirmer|confirmez|valider|validez) (?:votre|vous|cet|ce)',
  ],
  es: ['haga clic', 'confirm(?:e|ar) (?:su|que|este)', 'verifi(?:que|car) (?:su|que)', 'responda a este'],
  it: ['(?:cliccare|clicca|clicchi) (?:su|qui|sul)', 'confermare (?:il|la|di|che)'],
  pt: ['cli(?:que|car) (?:no|aqui|em|na|sobre)', '(?:confirme|confirmar|confirmação) (?:d[oae]|que|seu|sua|o|a)'],
  nl: ['klik (?:op|hier)', 'bevestig(?:en|t)? (?:u|uw|dat)'],
  pl: ['kliknij', 'potwierd(?:ź|zić|zenie)'],
  ru: ['перейдите по', 'подтверд(?:ите|ить)', 'нажмите'],
  tr: ['tıklayın(?:ız)?', 'doğrula(?:yın|mak)'],
  zh: ['(?:点击|點擊|点选|點選)', '(?:确认|確認|验证|驗證)您'],
  ja: ['クリックして', '(?:認証|確認)(?:を|して)(?:行|くだ)'],
});

/** What happened to the message, or who may write without it. */
const findHeld = finder({
  en: [
    'your (?:recent |original )?(?:message|e-?mail)(?: [^.!?]{0,80})? (?:has been|is being|was|is) (?:\\p{L}{1,12} )?(?:held|wait-?listed|quarantined|queued|on hold|put on hold|pending|not (?:yet )?(?:been )?delivered|blocked until|stored|suspended)',
    'before (?:your|this|the) (?:message|e-?mail) (?:can|will|is|may) (?:be )?\\p{L}{4,12}',
    '(?:deliver|release|accept) (?:your|this|the) (?:message|e-?mail)',
    'for your (?:message|e-?mail) to be (?:delivered|received|read)',
    '(?:message|e-?mail) (?:that )?you sent (?:\\p{L}{1,12} ){0,4}requires',
    "first time (?:that )?you(?: have|'ve)? (?:sent|written|e-?mailed|contacted)",
    '(?:approved|allowed|permitted|accepted|trusted|known|verified) (?:senders?|sender list|list|contacts?)',
    'approved beforehand',
    'so (?:that )?i can (?:receive|read|get) your (?:message|mail|e-?mail)',
    '(?:white-?list|guest list|allow-?list|safe ?list)',
    '(?:one[- ]time|first[- ]time) (?:verification|confirmation|authentication|challenge|request|sender)',
    '(?:prevent|control|reduce|stop|block|avoid|against|protect (?:(?:myself|me|us|ourselves)|(?:my|our|this) (?:\\p{L}{1,10} ){0,2}\\p{L}{1,10}) (?:from|against))(?: receiving)? (?:unwanted |junk |unsolicited )?(?:spam|junk mail|junk|e-?mail)',
  ],
  de: ['(?:zurückgehalten|in quarantäne|noch nicht zugestellt)', 'spam-?schutz', 'bekannte[rn]? absender'],
  fr: [
    '(?:en attente|retenue?|mis(?:e)? en quarantaine|bloquée?)',
    'anti-?spam',
    'contre (?:le |les )?(?:spams?|pourriels?|courriers? indésirables?)',
    'expéditeurs? (?:autorisés?|connus?)',
  ],
  es: ['(?:retenido|en espera|en cuarentena)', 'anti-?spam', 'remitentes? (?:autorizados?|aprobados?)'],
  it: ['(?:in attesa|trattenut[oa]|in quarantena)', 'anti-?spam', 'mittent[ei] (?:autorizzat|approvat)[oi]'],
  pt: [
    '(?:retida|em espera|em quarentena|aguardando)',
    'anti-?spam',
    '(?:remetentes?|lista) (?:autorizad|de remetentes|aprovad)[oa]?s?',
  ],
  nl: ['(?:vastgehouden|in quarantaine|nog niet (?:af)?geleverd)', 'anti-?spam'],
  pl: ['(?:wstrzyman|zatrzyman)[aey]', 'anty-?spam(?:ow[aey])?', 'kwarantann[aęie]{1,2}'],
  ru: ['(?:задержано|в карантине|не доставлено до)', 'анти-?спам', 'защит[аыу] от спама'],
  tr: ['(?:bekletil|karantina)\\p{L}{0,12}', '(?:istenmeyen|spam) (?:posta|e-?posta|koruma)\\p{L}{0,6}'],
  zh: ['反垃圾', '(?:暂时|暫時)?(?:隔离|隔離|拦截|攔截)', '白名[单單]'],
  ja: ['迷惑メール(?:対策|防止)', '(?:保留|隔離)'],
});

function challenge(confidence: number, demand: Evidence | null): AutoReply {
  return {
    until: null,
    contact: null,
    verdict: {
      ...verdictOf('challenge_response'),
      final: true,
      confidence,
      rule: 'auto-reply/challenge-response',
      evidence: demand === null ? [] : [demand],
    },
  };
}
