// What looks like a telephone number and is none, in the signs of `shownText`. What is doubtful is left as text: no button
// is better than a wrong one. Each repetition has an end, so that no text takes long.

const currency = String.raw`(?:[$€£¥₹₽₪₩₺₴]|R\$|\$U|U\$S|US\$|\b(?:USD|EUR|UYU|ARS|BRL|CLP|COP|MXN|PEN|PYG|GBP|CHF|CAD|AUD|ILS|INR|UF)\b)`;
/** What stands behind an amount only. */
const unit = '%|‰|[円元원]|ש"ח|ريال|درهم|دينار|(?:pesos|euros?|d[oó]lares|dollars|reais|soles|руб|zł)(?![\\p{L}\\d])';
const word = String.raw`order|invoice|ticket|case|reference|ref|account|acct|contract|policy|serial|tracking|transaction|item|article|part|sku|isbn|iban|vat|nif|cif|dni|rut|ruc|rfc|cuit|cuil|cpf|cnpj|ssn|nit|guid|uuid|id|pedido|orden|factura|caso|cuenta|contrato|p[oó]liza|c[eé]dula|ci|referencia|protocolo|fatura|conta|pin|code|c[oó]digo|kd\.?-?|kunden|rechnungs?|auftrags?|bestell|vertrags?|konto|blz|facture|sire[nt]|fattura|faktura|nip|pesel|regon|заказ|сч[её]т|договор|инн|снилс|огрн|№|ת["״]ז|הזמנה|חשבונית`;
/** Words of scripts that put no space between words. */
const joined =
  '订单|訂單|编号|編號|单号|单號|身份证|账号|帐号|合同|注文番号|注文|受付番号|顧客番号|口座番号|伝票番号|주문번호|주문|계좌번호|고객번호|رقم الطلب|طلب رقم|فاتورة|رقم الهوية|رقم الحساب';
const telephone = String.raw`(?:tel[eé]?(?:f(?:ono|one)?s?)?|tlfn?o?|tfno|tlf|phone|fono|fone|fax|m[oó]vil|mobile|cel(?:ular)?|whatsapp|☎|📞|📱)`;

/** Spans that belong to something else. */
export const others: readonly RegExp[] = [
  /\b(?:https?|ftp|wss?|file|sip|mailto):[^\s<>"]+|\bwww\.[^\s<>"]+/gi, // addresses
  /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+/gi, // e-mail
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, // IBAN
  /(?<!\d)\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?(?!\d)/g, // cards
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, // uuid
  // IP, where nothing says that it is a telephone
  new RegExp(
    String.raw`(?<![\d.]|${telephone}\W{0,3})(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?=$|[^\d.]|\.(?!\d))`,
    'giu',
  ),
  /\b(?:[0-9a-f]{1,4}:){3,8}[0-9a-f:]{0,20}/gi, // IPv6, MAC
  new RegExp(`${currency} ?-?\\d[\\d.,' ]{0,30}`, 'gi'), // prices
  new RegExp(`(?=\\d)(?<!\\d[.,' ]{0,3})\\d[\\d.,' ]{0,30}?\\s?(?:${currency}(?! ?\\d)|${unit})`, 'giu'),
  /(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3}){1,6}(?:[.,]\d{1,2})?(?![\d]|[.,-]\d)/g, // amounts with thousands
  /(?<![\d.])-?\d{1,3}\.\d{4,20}\b/g, // coordinates, decimals
  // what is called a number of something else
  new RegExp(
    String.raw`(?:(?<![\p{L}\d])(?:${word})|${joined})(?:\s{0,3}(?:number|n[uú]mero|nummer|no|nr|n|id|code|号码|号|號|番号|는|は))?\s{0,3}(?:[.:：#=º°n-]|\s){0,4}\d[\d /.-]{0,30}`,
    'giu',
  ),
];

/** Letters of scripts that divide words by spaces: a number that touches one is torn out of a longer token. */
const letter = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]`;
const tornBefore = new RegExp(
  String.raw`(?<!(?<!${letter})(?:[Ff][Aa][Xx]|[Tt][Ee][Ll]))(?<=${letter}\p{M}{0,3}[-*_~]{0,3})$|[\p{Nd}#@$€£¥%&=\\^+]$|(?<!(?=\p{L})(?!${letter})[^])-$|\d[.,:/*_~]{1,3}$|(?:${letter}|\/)\/$|^\/$`,
  'u',
);
const tornBehind = new RegExp(
  String.raw`^(?:${letter}|[\p{Nd}@$€£¥%=\\^#])|^[*_~]{1,3}(?:${letter}|[\d#])|^[-.,:/+]\d|^[-/]${letter}`,
  'u',
);

/** Whether what stands directly before and behind makes a number a part of something: `AB-099123456`, `099123456kg`. */
export function isTorn(before: string, behind: string): boolean {
  return tornBefore.test(before) || tornBehind.test(behind);
}
