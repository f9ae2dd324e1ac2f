/** "We have received your message", "ticket 4711 was opened": a system or a shared mailbox took the message. */
import { finder } from './phrases.ts';

export const findAcknowledgement = finder({
  en: [
    "(?:we|i)(?: have|'ve)? (?:successfully )?(?:received|got) your",
    'your (?:\\p{L}{1,15} )?(?:message|e-?mail|request|inquiry|enquiry|query|application|submission|order|feedback|report|question|case|ticket) (?:\\(\\S{1,20}\\) )?(?:has been|was|is) (?:\\p{L}{1,12} )?(?:received|registered|created|opened|logged|assigned|queued|forwarded)',
    '(?:ticket|case|request|incident|reference|tracking) ?(?:number|id|no\\.?)?(?: is)?[:#\\s]{0,3}\\[?#?[a-z]{0,6}-?\\d{3,}',
    'a (?:new )?(?:support )?(?:ticket|case|request) has been',
    'thank(?:s| you)(?: very much| so much)? for (?:contacting|writing|reaching out|getting in touch|submitting|e-?mailing)',
    'thank(?:s| you) for your (?:interest|message|e-?mail|inquiry|enquiry|request|application|feedback|submission)',
    '(?:acknowledge|acknowledging|acknowledgement|acknowledgment|confirm|confirming|confirmation)(?: of)?(?: the)? receipt',
    '(?:mailbox|inbox|address|account) is (?:not|un)[- ]?monitored',
  ],
  de: [
    '(?:haben|habe) (?:wir )?(?:ihre|deine|ihr|dein) \\p{L}{3,20} erhalten',
    'ihre \\p{L}{3,20} (?:ist|wurde) (?:\\p{L}{2,12} )?(?:bei uns )?(?:eingegangen|erhalten|registriert|erfasst)',
    'eingangsbestätigung',
    'empfangsbestätigung',
    'ticket-?(?:nummer|nr)',
    'vielen dank für (?:ihre|deine) (?:anfrage|nachricht|e-?mail|mail|mitteilung|bestellung)',
    'bestätigen (?:wir |ihnen ){0,2}den (?:eingang|erhalt)',
  ],
  fr: [
    'accus(?:é|ons|e) (?:de )?réception',
    'avons (?:bien )?(?:reçu|pris en compte) votre',
    'votre (?:demande|message|e-?mail|courriel) (?:a|est) (?:bien )?(?:été|parvenue?)',
    'nous vous remercions (?:de|pour) votre',
    'merci (?:de|pour) votre (?:message|demande|e-?mail|courriel)',
  ],
  es: [
    'hemos recibido (?:su|tu|correctamente)',
    'acuse de recibo',
    'gracias por (?:contactar(?:nos)?|ponerse en contacto|escribir(?:nos)?|su (?:mensaje|correo|consulta|interés))',
    'su (?:solicitud|consulta|mensaje|correo) ha sido',
  ],
  it: [
    'abbiamo ricevuto (?:la|il)',
    'conferma di (?:ricezione|ricevimento)',
    'grazie per (?:averci (?:contattat[oi]|scritto)|la (?:sua|tua)|il (?:suo|tuo))',
  ],
  pt: [
    'recebemos (?:a |o )?(?:sua|seu|vossa?)',
    'obrigad[oa] (?:por|pelo|pela) (?:seu |sua |o seu |a sua )?(?:contat|contact|mensagem|e-?mail|entrar)\\p{L}{0,4}',
    'seu (?:chamado|pedido|contato)',
  ],
  nl: [
    'ontvangstbevestiging',
    'hebben (?:uw|je) \\p{L}{3,15} (?:in goede orde )?ontvangen',
    '(?:bedankt|dank) voor (?:uw|je) (?:bericht|e-?mail|vraag|aanvraag|verzoek)',
  ],
  pl: [
    'otrzymaliśmy',
    'potwierdz(?:amy|enie) (?:otrzyman|odbior|przyję)\\p{L}{1,4}',
    'dziękujemy za (?:kontakt|wiadomość|przesłan\\p{L}{1,4}|zgłoszenie)',
    'zgłoszenie (?:zostało )?(?:nr|zarejestrowan|przyjęt)\\p{L}{0,3}',
  ],
  ru: [
    '(?:запрос|обращение|письмо|заявка|сообщение) (?:[^.\\n]{0,30} )?(?:получен|принят|зарегистрирован)[аоы]?',
    'мы получили ваш[еу]?',
    'спасибо за (?:ваше )?(?:обращение|письмо|сообщение)',
    'благодарим (?:вас )?за',
  ],
  tr: ['(?:mesajınız|e-?postanız|talebiniz|başvurunuz) (?:[^.\\n]{0,30} )?(?:alın|ulaş|kayd)\\p{L}{1,12}'],
  sv: ['vi har (?:mottagit|tagit emot)', 'tack för (?:ditt|er)'],
  da: ['vi har modtaget', 'tak for (?:din|deres)'],
  no: ['vi har mottatt', 'takk for (?:din|henvendelsen)'],
  cs: ['obdrželi jsme', 'děkujeme za'],
  zh: ['(?:已经|已經|已|我们|我們)(?:成功)?收到', '收到您的', '感[谢謝]您的(?:来信|來信|邮件|郵件|咨询|諮詢)'],
  ja: [
    'お問い?合わ?せ(?:を受け付け|いただき|頂き|ありがとう)',
    '受け?付け?(?:いたし|致し|まし|完了)',
    '受信(?:いたし|致し|し)ました',
  ],
  ko: ['접수되었습니다', '문의해 ?주셔서'],
});

/** Mailboxes that nobody goes on holiday from. */
const SHARED =
  /^(?:no-?reply|do-?not-?reply|support|help-?desk|help|service|customer-?(?:service|care|support)|info|sales|contact|kontakt|office|tickets?|billing|abuse|admin|webmaster|hr|jobs|careers|enquir(?:y|ies)|hello|team|soporte|assistance|serwis|kundenservice|servicedesk)(?:[-_.+]|@)/;

export const isSharedMailbox = (address: string): boolean => SHARED.test(address);
