/** "Has left the company", "no longer works here", "this address will be closed": the address is about to die, or has. */
import { finder } from './phrases.ts';

/** A few words of one sentence, such as a name or a department. */
const SOME = '(?:[^.!?;]|(?<=\\d)\\.){0,50}';
/** The address itself. */
const ADDRESS = '(?:[(<]?\\S{1,64}@\\S{1,80} )?';

export const findDeparture = finder({
  en: [
    `no longer (?:be )?(?:works?|working|employed|(?:an? )?(?:employee|member|part)|affiliated|associated|with [a-z]{2,20}|at (?!work|home|my)[a-z]{2,20}|here)`,
    `(?:has|have|had|having|is|'ve|'s) (?:now |recently |since |already |just |permanently )?(?:left|departed from|departed|retired from|retired|resigned from|moved on from|parted ways with)(?: (?:from )?(?:the|our|my|this|us)(?: ${SOME})? (?:company|organi[sz]ation|firm|business|team|agency|university|college|school|department|group|bank|institute|position|role|employment)|(?= (?:\\p{L}[\\p{L}.&-]{0,20} ){0,3}(?:ltd|inc|llc|plc|corp|gmbh|ag|limited|group|company|bank)(?!\\p{L}))|(?=[.,!]))`,
    `i(?: have|'ve) left (?!(?:the|my|an?|early|home|work|already|now|for|on|it|this)\\b)[a-z][\\w&-]{2,20}(?=[.,!])`,
    `left (?:the|our|my|this) (?:company|organi[sz]ation|firm|agency|university|college|school|institute)`,
    `does not work (?:here|at|for|with)(?: ${SOME})? (?:any ?more|any longer)`,
    `(?:address|account|mailbox|inbox|e-?mail) ${ADDRESS}(?:${SOME} )?(?:is|are|was|has been|have been|will be|is being) (?:soon |now |permanently )?(?:no longer (?:in use|used|active|valid|monitored|available|in service|operational|be (?:used|monitored|active|available|checked|in use))|closed|deactivated|de-activated|discontinued|disabled|deleted|decommissioned|shut down|retired|terminated|obsolete|inactive)`,
    `(?:address|account|mailbox|inbox) (?:${SOME} )?will no longer (?:be|work|exist|receive)`,
    `(?:e-?mail )?address has (?:been )?changed`,
    `(?:my|our|new|their) new e-?mail address is`,
  ],
  de: [
    `nicht (?:mehr|länger) (?:${SOME} )?(?:tätig|beschäftigt|angestellt|im unternehmen|in unserem (?:hause?|unternehmen)|bei uns|mitarbeiter(?:in)?)`,
    `arbeitet nicht (?:mehr|länger)`,
    `(?:das|unser|die|unsere) (?:unternehmen|firma|haus|gesellschaft|kanzlei|agentur) (?:${SOME} )?verlassen`,
    `ausgeschieden`,
    `in (?:den |meinem |seinem |ihrem )?ruhestand`,
    `(?:adresse|postfach|konto|account) ${ADDRESS}(?:${SOME} )?(?:nicht mehr (?:aktiv|gültig|erreichbar|verwendet|genutzt|abgerufen|gelesen|in (?:betrieb|verwendung|gebrauch))|gelöscht|geschlossen|deaktiviert|abgeschaltet|aufgelöst|stillgelegt|eingestellt)`,
    `unter dieser (?:e-?mail-?|mail-?)?adresse nicht (?:mehr|länger)`,
    `(?:neue|geänderte) (?:e-?mail-?|mail-?)?adresse (?:lautet|ist)`,
  ],
  fr: [
    `ne (?:fai(?:s|t)|font) plus partie`,
    `ne travaille plus`,
    `n'es(?:t|suis) plus (?:${SOME} )?(?:employée?|en poste|salariée?|collaborat(?:eur|rice)|au sein|chez)`,
    `(?:a|ai|ayant) (?:\\p{L}{1,12} )?quitté (?:l'entreprise|la société|ses fonctions|mes fonctions|notre|le groupe|son poste|mon poste|l'organisation|l'établissement|l'association)`,
    `(?:adresse|boîte|boite|messagerie|compte) ${ADDRESS}(?:${SOME} )?(?:n'est plus (?:utilisée?|active?|valide|consultée?|en service)|(?:sera|a été|est) (?:${SOME} )?(?:ferm|désactiv|supprim|clôtur)ée?)`,
    `(?:à|en) (?:la )?retraite`,
  ],
  es: [
    `ya no (?:trabaj[ao]|labora|laboro|forma parte|formo parte|pertenece|pertenezco|presta|colabora|se encuentra (?:en|con)|está con nosotros)`,
    `(?:ha|he) (?:dejado|abandonado) (?:la (?:empresa|compañía|organización)|de (?:trabajar|pertenecer|formar))`,
    `(?:cuenta|dirección|direccion|correo|buzón) ${ADDRESS}(?:${SOME} )?(?:ya no (?:está|es|se|será)|(?:será|ha sido|fue|está) (?:cerrad|desactivad|eliminad|deshabilitad|cancelad)[ao])`,
    `se ha jubilado`,
  ],
  it: [
    `non (?:lavor[ao]|fa|faccio|collabor[ao]) più`,
    `(?:ha|ho) lasciato (?:l'azienda|la (?:società|ditta)|l'incarico|il (?:gruppo|posto))`,
    `(?:indirizzo|casella|account) (?:${SOME} )?(?:non (?:è|sarà) più|(?:sarà|verrà|è stat[oa]) (?:dismess|disattivat|chius|eliminat|disabilitat)[ao])`,
    `in pensione`,
  ],
  pt: [
    `não (?:trabalh[ao]|faz|faço|integr[ao]|pertence|est[áa]) mais`,
    `já não (?:trabalh[ao]|faz parte|faço parte|pertence|colabora|se encontra)`,
    `não faz parte do (?:quadro|nosso)`,
    `deixou (?:a (?:empresa|companhia|organização)|de (?:trabalhar|fazer|integrar))`,
    `deslig(?:ou-se|ad[oa]) da`,
    `(?:endereço|conta|caixa|e-?mail) (?:${SOME} )?(?:não (?:está|é|será) mais|(?:será|foi|está) (?:desativad|desactivad|encerrad|excluíd|eliminad|cancelad)[ao])`,
  ],
  nl: [
    `(?:werkt|werk|ben|is) (?:${SOME} )?niet (?:meer|langer)(?= (?:${SOME} )?(?:bij|voor|werkzaam|in dienst|werken)|[.,])`,
    `niet (?:meer|langer) (?:werkzaam|in dienst)`,
    `uit dienst`,
    `heeft (?:${SOME} )?(?:organisatie|bedrijf|onderneming|firma) verlaten`,
    `(?:e-?mailadres|mailadres|adres|mailbox|account) (?:${SOME} )?(?:niet (?:meer|langer) (?:in gebruik|actief|geldig|gelezen)|(?:wordt|is) (?:gesloten|opgeheven|afgesloten|verwijderd))`,
  ],
  pl: [
    `nie pracuj(?:e|ę) już`,
    `już nie pracuj(?:e|ę)`,
    `nie (?:jest|jestem) już (?:${SOME} )?pracowni(?:kiem|cą)`,
    `zakończył[ae]?m? (?:pracę|współpracę)`,
    `(?:adres|skrzynka|konto|poczta) (?:${SOME} )?(?:zosta(?:nie|ł|ła|ło) (?:usunięt|zamknięt|wyłączon|zlikwidowan)[yaeo]|(?:jest )?nieaktywn[yae])`,
  ],
  ru: [
    `больше не (?:работа(?:ет|ю)|явля(?:ется|юсь)|использ\\p{L}{1,8}|обслуживается|действует)`,
    `уволил(?:ся|ась)`,
    `уволен[аы]?`,
    `не является сотрудником`,
    `покинул[аи]? (?:компанию|организацию)`,
    `(?:адрес|ящик)[а-я]{0,3} (?:${SOME} )?(?:закрыт|удал[её]н|отключ[её]н|не используется|неактивен)`,
  ],
  tr: [
    `(?:görevinden|şirket(?:imiz|ten|imizden)?|kurum(?:umuz|dan|umuzdan)?|işten) (?:${SOME} )?ayrıl\\p{L}{1,16}`,
    `artık (?:${SOME} )?(?:çalışmamakta\\p{L}{0,6}|çalışmıyor\\p{L}{0,4}|görev yapmamakta\\p{L}{0,6})`,
    `(?:adres|hesap|posta kutusu|hesab)\\p{L}{0,5} (?:${SOME} )?(?:kapatıl|kullanılma|kullanım dışı|devre dışı)\\p{L}{0,14}`,
  ],
  sv: [
    '(?:har )?slutat(?: på| hos| sin)',
    '(?:arbetar|jobbar) inte (?:längre|kvar)',
    'inte längre (?:anställd|kvar|i bruk)',
  ],
  da: ['fratrådt', 'arbejder ikke længere', 'ikke længere (?:ansat|i brug|aktiv)'],
  no: ['har sluttet', '(?:jobber|arbeider) ikke lenger', 'ikke lenger (?:ansatt|i bruk|aktiv)'],
  fi: ['ei ole enää', 'e[in] (?:työskentele enää|enää työskentele)'],
  cs: [`(?:již|už) (?:${SOME} )?nepracuj[eiu]`, '(?:není|nejsem) (?:již|už) (?:zaměstnan)\\p{L}{2,4}'],
  hu: ['már nem dolgoz(?:ik|om)'],
  ro: ['nu mai lucr(?:ează|ez)'],
  hr: ['više ne radim?'],
  el: ['δεν εργάζ(?:εται|ομαι) πλέον'],
  uk: ['більше не працю[єю]'],
  bg: ['вече не работ(?:и|я)'],
  id: ['tidak (?:lagi )?bekerja'],
  vi: ['không còn làm việc', 'đã nghỉ việc'],
  zh: [
    '(?:已经|已經|已|现已|從|从)?(?:离职|離職)',
    '(?:离开|離開)(?:了)?(?:本)?公司',
    '不再(?:任职|任職|担任|擔任|使用|在本公司)',
    '(?:邮箱|郵箱|信箱|帐号|账号|地址)[^。\\n]{0,20}(?:停用|关闭|關閉|作废|失效|注销)',
  ],
  ja: [
    '退職',
    '退社(?:いた|致)しました',
    '在籍して(?:おりません|いません)',
    '(?:アドレス|メール)[^。\\n]{0,30}(?:廃止|閉鎖|使用(?:できなく|しており?ません|されて)|無効|ご利用いただけません)',
  ],
  ko: ['퇴사', '퇴직', '더 ?이상 (?:근무하지|사용하지|사용되지)'],
});
