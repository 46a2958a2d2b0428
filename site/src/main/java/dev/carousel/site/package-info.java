/** Makes a website of the project's Markdown. Nothing is null unless marked. */
@NullMarked
package dev.carousel.site;

import org.jspecify.annotations.NullMarked;
