/** What Java programs hand in wrongly, over all packages. Nothing is null unless marked. */
@NullMarked
package dev.carousel.arguments;

import org.jspecify.annotations.NullMarked;
