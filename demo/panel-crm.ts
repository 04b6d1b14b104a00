// Your back end signs in and gives the header; the page holds no password.
const crm = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const sideBar = document.querySelector('cti-panel') as HTMLElementTagNameMap['cti-panel'];
crm.authorization = () => fetch('/control/authorization').then((answer) => answer.json() as Promise<string>);

(document.querySelector('#density') as HTMLSelectElement).onchange = ({ target }) => {
  sideBar.density = (target as HTMLSelectElement).value as typeof sideBar.density;
};
