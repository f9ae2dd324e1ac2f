/** `node bench/relay` */
import './relay.mjs';
