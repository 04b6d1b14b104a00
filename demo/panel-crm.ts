// Your back end signs in and gives the header; the page holds no password.
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const panel = document.querySelector('cti-panel') as HTMLElementTagNameMap['cti-panel'];
session.authorization = () => fetch('/control/authorization').then((answer) => answer.json() as Promise<string>);

(document.querySelector('#density') as HTMLSelectElement).onchange = ({ target }) => {
  panel.density = (target as HTMLSelectElement).value as typeof panel.density;
};
