import { render } from 'preact'
import accessibleAutocomplete from 'accessible-autocomplete/src/wrapper.js'

accessibleAutocomplete.remove = (element) => render('', element, element.firstElementChild)
window.accessibleAutocomplete = accessibleAutocomplete
