export { buildDemo as default } from '../demo-build.mjs';
