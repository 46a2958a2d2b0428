/** Lists the plugins that were found, and shows one in full. Nothing is null unless marked. */
@NullMarked
package dev.carousel.cli.plugins;

import org.jspecify.annotations.NullMarked;
