/** The pages of the documentation: their links, and the glossary. */
@NullMarked
package dev.carousel.docs;

import org.jspecify.annotations.NullMarked;
